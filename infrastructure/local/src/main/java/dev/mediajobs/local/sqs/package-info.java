/**
 * ElasticMQ inside this process, with the queues of the template. What reads the queues is
 * elsewhere.
 */
@NullMarked
package dev.mediajobs.local.sqs;

import org.jspecify.annotations.NullMarked;
