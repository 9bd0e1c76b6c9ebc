package dev.cotangent.op;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A specification of [Einsum], read for operands of certain shapes: the indices of each operand's
/// axes and of the result's, as numbers, and their lengths. A letter keeps its code; of the axes
/// that an ellipsis stands for the last is -1, the one before it -2 and so on, so that they meet as
/// broadcasting aligns them.
///
/// @param lengths by index
record EinsumSpec(List<int[]> inputs, int[] output, SortedMap<Integer, Integer> lengths) {
  private static final String DOTS = "...";

  static EinsumSpec of(String spec, Tensor... operands) {
    return new Reader(spec, operands).read();
  }

  int length(int index) {
    return lengths.getOrDefault(index, 1);
  }

  boolean isInResult(int index) {
    return Arrays.stream(output).anyMatch(other -> other == index);
  }

  private static final class Reader {
    private final String spec;
    private final Tensor[] operands;
    private final TreeMap<Integer, Integer> lengths = new TreeMap<>();
    private int ellipsis; // the axes that it stands for, at most

    Reader(String spec, Tensor... operands) {
      this.spec = spec;
      this.operands = operands;
    }

    EinsumSpec read() {
      var sides = spec.replace(" ", "").split("->", -1);
      if (sides.length > 2) throw bad("more than one ->");
      var terms = sides[0].split(",", -1);
      if (terms.length != operands.length) {
        throw bad(terms.length + " terms for " + operands.length + " operands");
      }
      var inputs = new ArrayList<int[]>();
      for (int k = 0; k < terms.length; k++) inputs.add(input(terms[k], k));
      var output = sides.length == 2 ? explicit(sides[1]) : implicit(inputs);
      return new EinsumSpec(inputs, output, lengths);
    }

    private int[] input(String term, int operand) {
      var shape = operands[operand].shape();
      int letters = term.replace(DOTS, "").length();
      boolean open = term.contains(DOTS);
      if (open ? letters > shape.rank() : letters != shape.rank()) {
        throw bad(
            "term \""
                + term
                + "\" names "
                + letters
                + " axes, operand "
                + operand
                + " is "
                + shape);
      }
      int hidden = shape.rank() - letters;
      ellipsis = Math.max(ellipsis, hidden);
      var indices = indices(term, hidden);
      for (int axis = 0; axis < indices.length; axis++) {
        meet(indices[axis], shape, axis, operand);
      }
      return indices;
    }

    /// @param hidden the number of axes that an ellipsis stands for
    private int[] indices(String term, int hidden) {
      int dots = term.indexOf(DOTS);
      var plain = dots < 0 ? term : term.substring(0, dots) + term.substring(dots + DOTS.length());
      for (char c : plain.toCharArray()) {
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        if (!letter) throw bad("unexpected '" + c + "' in term \"" + term + "\"");
      }
      var indices = new int[plain.length() + (dots < 0 ? 0 : hidden)];
      int next = 0;
      for (int k = 0; k <= plain.length(); k++) {
        for (int h = hidden; k == dots && h > 0; h--) indices[next++] = -h;
        if (k < plain.length()) indices[next++] = plain.charAt(k);
      }
      return indices;
    }

    private void meet(int index, Shape shape, int axis, int operand) {
      int length = shape.dim(axis);
      var known = lengths.putIfAbsent(index, length);
      if (known == null || known == length) return;
      if (index < 0 && (known == 1 || length == 1)) {
        if (known == 1) lengths.put(index, length);
        return;
      }
      var name = index < 0 ? "an axis of ..." : "index '" + (char) index + "'";
      throw bad(
          name
              + " has length "
              + known
              + " and, as axis "
              + axis
              + " of operand "
              + operand
              + ", "
              + length);
    }

    private int[] explicit(String term) {
      var output = indices(term, ellipsis);
      for (int k = 0; k < output.length; k++) {
        for (int j = 0; j < k; j++) {
          if (output[j] == output[k]) throw bad("'" + (char) output[k] + "' twice in the result");
        }
        if (!lengths.containsKey(output[k])) {
          throw bad("'" + (char) output[k] + "' of the result is in no operand");
        }
      }
      return output;
    }

    /// The axes of an ellipsis, then the letters that occur once, in alphabetical order.
    private int[] implicit(List<int[]> inputs) {
      return lengths.keySet().stream()
          .mapToInt(index -> index)
          .filter(index -> index < 0 || occurrences(inputs, index) == 1)
          .toArray();
    }

    private static long occurrences(List<int[]> inputs, int index) {
      return inputs.stream().flatMapToInt(Arrays::stream).filter(i -> i == index).count();
    }

    private IllegalArgumentException bad(String what) {
      return new IllegalArgumentException("einsum: \"" + spec + "\": " + what);
    }
  }
}
