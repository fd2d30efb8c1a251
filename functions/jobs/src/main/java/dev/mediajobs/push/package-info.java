/**
 * Web Push: who wants to be notified by a browser of which jobs, and what RFC 8291 (encryption) and
 * RFC 8292 (who sends) ask of whoever notifies them. When a notification is sent, and through what
 * it is tried again, is not known here.
 */
@NullMarked
package dev.mediajobs.push;

import org.jspecify.annotations.NullMarked;
