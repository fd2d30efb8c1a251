/**
 * DynamoDB Local inside this process, with the tables of the template. It knows no row of any
 * table.
 */
@NullMarked
package dev.mediajobs.local.dynamodb;

import org.jspecify.annotations.NullMarked;
