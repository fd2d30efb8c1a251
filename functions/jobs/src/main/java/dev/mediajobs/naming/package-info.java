/**
 * File names as strangers give them and as browsers get them back. Nothing here opens a file or
 * knows where objects live.
 */
@NullMarked
package dev.mediajobs.naming;

import org.jspecify.annotations.NullMarked;
