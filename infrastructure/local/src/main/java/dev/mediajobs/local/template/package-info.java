/**
 * template.yaml as data: read with its line numbers, checked against the lists of what the local
 * stack emulates, its functions evaluated. Nothing here starts a server or knows how a resource is
 * emulated.
 */
@NullMarked
package dev.mediajobs.local.template;

import org.jspecify.annotations.NullMarked;
