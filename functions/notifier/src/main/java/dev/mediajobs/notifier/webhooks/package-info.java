/**
 * Calls the owners of jobs back: what is sent, and how it is signed. The rows of deliveries and the
 * secrets are the job library's, requests to strangers the package outbound's.
 */
@NullMarked
package dev.mediajobs.notifier.webhooks;

import org.jspecify.annotations.NullMarked;
