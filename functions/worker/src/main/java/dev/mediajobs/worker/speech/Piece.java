package dev.mediajobs.worker.speech;

/**
 * Part of a turn, as much as the engine takes at once.
 *
 * @param turn index of the turn, from 0
 * @param pause samples of silence behind it
 */
record Piece(int turn, Utterance utterance, long pause) {}
