/**
 * Amazon Polly for the local stack: its REST protocol, checks, errors, voices and SSML, with a
 * synthesiser that does the work for real. How a text becomes sound belongs to the package voice.
 */
@NullMarked
package dev.mediajobs.local.polly;

import org.jspecify.annotations.NullMarked;
