/**
 * The whole life of jobs as a model: the product's own classes on a real table, while a scheduler
 * with one seed decides who goes on next, what fails, what time it is and what gets lost. What a
 * single function does on a good day is tested elsewhere.
 */
@NullMarked
package dev.mediajobs.local.model;

import org.jspecify.annotations.NullMarked;
