package dev.mediajobs.local.speech;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells voices apart by average-link clustering: the two most alike groups of turns become one
 * until the most alike are too different and no more than the allowed number are left.
 */
final class Voices {

  /** Groups that differ more are different people, as long as the number of speakers allows. */
  private static final double DIFFERENT = 1.3;

  /** Turns beyond this many join the nearest voice, so that time and memory stay bounded. */
  private static final int MOST_COMPARED = 1000;

  private final List<VoicePrint> prints;
  private final List<List<Integer>> groups = new ArrayList<>();
  private final double[][] distances;

  private Voices(List<VoicePrint> prints) {
    this.prints = prints;
    distances = new double[prints.size()][prints.size()];
    for (int i = 0; i < prints.size(); i++) {
      groups.add(new ArrayList<>(List.of(i)));
      for (int j = 0; j < i; j++) {
        distances[i][j] = prints.get(i).distance(prints.get(j));
        distances[j][i] = distances[i][j];
      }
    }
  }

  /**
   * Numbers the voices.
   *
   * @param prints one for each turn, in order
   * @param most the largest number of voices, at least 1
   * @return a number for each turn, from 0 in order of first appearance
   */
  static int[] tellApart(List<VoicePrint> prints, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("There is at least one voice, not " + most);
    }
    Voices voices = new Voices(prints.subList(0, Math.min(prints.size(), MOST_COMPARED)));
    voices.merge(most);
    int[] numbers = new int[prints.size()];
    for (int turn = 0; turn < numbers.length; turn++) {
      numbers[turn] = voices.nearest(prints.get(turn), turn);
    }
    return inOrderOfAppearance(numbers);
  }

  private void merge(int most) {
    while (groups.size() > 1) {
      int left = 0;
      int right = 1;
      double least = Double.MAX_VALUE;
      for (int i = 0; i < groups.size(); i++) {
        for (int j = i + 1; j < groups.size(); j++) {
          if (distances[i][j] < least) {
            least = distances[i][j];
            left = i;
            right = j;
          }
        }
      }
      if (least > DIFFERENT && groups.size() <= most) {
        return;
      }
      join(left, right);
    }
  }

  /** Joins two groups; the last one moves to the freed place. */
  private void join(int left, int right) {
    int leftSize = groups.get(left).size();
    int rightSize = groups.get(right).size();
    int last = groups.size() - 1;
    for (int i = 0; i <= last; i++) {
      double average =
          (leftSize * distances[left][i] + rightSize * distances[right][i])
              / (leftSize + rightSize);
      distances[left][i] = average;
      distances[i][left] = average;
    }
    groups.get(left).addAll(groups.get(right));
    groups.set(right, groups.get(last));
    groups.removeLast();
    for (int i = 0; i < last; i++) {
      distances[right][i] = distances[last][i];
      distances[i][right] = distances[i][last];
    }
  }

  private int nearest(VoicePrint print, int turn) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int group = 0; group < groups.size(); group++) {
      List<Integer> members = groups.get(group);
      if (members.contains(turn)) {
        return group;
      }
      double sum = 0;
      for (int member : members) {
        sum += print.distance(prints.get(member));
      }
      if (sum / members.size() < least) {
        least = sum / members.size();
        best = group;
      }
    }
    return best;
  }

  private static int[] inOrderOfAppearance(int[] numbers) {
    List<Integer> seen = new ArrayList<>();
    return Arrays.stream(numbers)
        .map(
            number -> {
              if (!seen.contains(number)) {
                seen.add(number);
              }
              return seen.indexOf(number);
            })
        .toArray();
  }
}
