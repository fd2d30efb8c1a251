/**
 * DynamoDB Local inside this process, with the tables of the template and the time to live of their
 * rows. What a row means is not known here.
 */
@NullMarked
package dev.mediajobs.local.dynamodb;

import org.jspecify.annotations.NullMarked;
