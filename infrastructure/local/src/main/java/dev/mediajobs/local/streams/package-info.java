/**
 * DynamoDB Streams as Lambda's event source: reads shards in order, filters, batches, retries,
 * splits and gives up as a mapping's properties say. It knows neither rows nor functions.
 */
@NullMarked
package dev.mediajobs.local.streams;

import org.jspecify.annotations.NullMarked;
