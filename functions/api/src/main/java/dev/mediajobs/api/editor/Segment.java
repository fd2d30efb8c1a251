package dev.mediajobs.api.editor;

import java.math.BigDecimal;

/**
 * One subtitle.
 *
 * @param start when it appears, in seconds
 * @param end when it disappears, in seconds
 * @param text what it says
 */
record Segment(BigDecimal start, BigDecimal end, String text) {}
