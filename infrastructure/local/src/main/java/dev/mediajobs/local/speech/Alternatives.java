package dev.mediajobs.local.speech;

import edu.cmu.sphinx.result.Lattice;
import edu.cmu.sphinx.result.LatticeOptimizer;
import edu.cmu.sphinx.result.Node;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.result.WordResult;
import edu.cmu.sphinx.util.LogMath;
import java.util.Collection;

/** Everything that Sphinx thought might have been said, from which follows how sure a word is. */
final class Alternatives {

  /** Acoustic scores are spread out so that neighbouring hypotheses count, not only the best. */
  private static final float LANGUAGE_WEIGHT = 1.0f;

  private final Collection<Node> nodes;

  private Alternatives(Collection<Node> nodes) {
    this.nodes = nodes;
  }

  static Alternatives of(Result result) {
    Lattice lattice = new Lattice(result);
    new LatticeOptimizer(lattice).optimize();
    lattice.computeNodePosteriors(LANGUAGE_WEIGHT);
    return new Alternatives(lattice.getNodes());
  }

  /** The sum of the probabilities of all hypotheses that have the same word at this time. */
  double confidence(WordResult word) {
    long middle = (word.getTimeFrame().getStart() + word.getTimeFrame().getEnd()) / 2;
    double sum = 0;
    for (Node node : nodes) {
      boolean same = node.getWord().getSpelling().equals(word.getWord().getSpelling());
      if (same && node.getBeginTime() <= middle && middle <= node.getEndTime()) {
        sum += LogMath.getLogMath().logToLinear((float) node.getPosterior());
      }
    }
    return Math.clamp(sum, 0, 1);
  }
}
