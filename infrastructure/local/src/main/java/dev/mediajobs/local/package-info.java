/**
 * The local stack: an embedded AWS, wired from template.yaml. What each package emulates stands in
 * its own package-info; nothing of the functions may depend on anything here.
 */
@NullMarked
package dev.mediajobs.local;

import org.jspecify.annotations.NullMarked;
