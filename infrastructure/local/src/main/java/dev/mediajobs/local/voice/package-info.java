/**
 * Speech synthesis of the local stack: text becomes samples, in as many voices as there are manners
 * of speaking. Nothing here knows AWS, its formats or its protocols.
 */
@NullMarked
package dev.mediajobs.local.voice;

import org.jspecify.annotations.NullMarked;
