/**
 * Notifies browsers that jobs have ended (RFC 8030): what is sent, when it is tried again, when a
 * subscription has ended. The rows of subscriptions and the encryption are the library's, requests
 * to push services the package outbound's.
 */
@NullMarked
package dev.mediajobs.notifier.push;

import org.jspecify.annotations.NullMarked;
