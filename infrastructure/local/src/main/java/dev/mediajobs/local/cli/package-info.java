/**
 * The command line {@code mediajobs}: its commands, what they print and the codes they exit with.
 * What an API endpoint says is understood in {@code client} and how progress looks is decided in
 * {@code progress}; nothing here emulates AWS.
 */
@NullMarked
package dev.mediajobs.local.cli;

import org.jspecify.annotations.NullMarked;
