/**
 * The function behind the HTTP API: its handler, its settings and what is wired to what. No rule of
 * any route belongs here.
 */
@NullMarked
package dev.mediajobs.api;

import org.jspecify.annotations.NullMarked;
