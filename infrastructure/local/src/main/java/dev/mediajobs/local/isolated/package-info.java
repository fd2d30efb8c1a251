/**
 * Execution environments that are processes of their own: each a JVM with AWS's runtime interface
 * client, served by a Runtime API on 127.0.0.1 and held to the template's memory and time. Nothing
 * here knows what a function does, nor what invokes it.
 */
@NullMarked
package dev.mediajobs.local.isolated;

import org.jspecify.annotations.NullMarked;
