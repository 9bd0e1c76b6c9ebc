package dev.cotangent.kernels;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The instructions of one or more expressions in an order in which they can be executed, equal
/// ones merged into one.
final class Program {
  private final List<Expr> steps = new ArrayList<>();
  private final List<int[]> args = new ArrayList<>();
  private final int[] roots;

  /// What makes two instructions equal.
  private record Key(
      Op op, Type type, long payload, @Nullable ScalarFunction function, List<Integer> args) {}

  private Program(Expr... roots) {
    var numbers = new IdentityHashMap<Expr, Integer>();
    var known = new HashMap<Key, Integer>();
    this.roots = new int[roots.length];
    for (int k = 0; k < roots.length; k++) this.roots[k] = number(roots[k], numbers, known);
  }

  static Program of(Expr... roots) {
    return new Program(roots);
  }

  /// Depth first with a stack of our own: expressions may be deeper than the thread's.
  private int number(Expr root, Map<Expr, Integer> numbers, Map<Key, Integer> known) {
    var open = new ArrayDeque<Expr>();
    open.push(root);
    while (!open.isEmpty()) {
      var expr = open.peek();
      if (numbers.containsKey(expr)) {
        open.pop();
        continue;
      }
      boolean ready = true;
      for (int k = expr.argCount() - 1; k >= 0; k--) {
        if (!numbers.containsKey(expr.arg(k))) {
          open.push(expr.arg(k));
          ready = false;
        }
      }
      if (!ready) continue;
      open.pop();
      var operands = new int[expr.argCount()];
      for (int k = 0; k < operands.length; k++)
        operands[k] = requireNonNull(numbers.get(expr.arg(k)));
      var key =
          new Key(
              expr.op(),
              expr.type(),
              expr.payload(),
              expr.function(),
              Arrays.stream(operands).boxed().toList());
      var number = known.get(key);
      if (number == null) {
        number = steps.size();
        known.put(key, number);
        steps.add(expr);
        args.add(operands);
      }
      numbers.put(expr, number);
    }
    return requireNonNull(numbers.get(root));
  }

  /// The number of instructions.
  int size() {
    return steps.size();
  }

  /// Instruction number `step`. Its arguments are numbers of earlier instructions: see [#arg].
  Expr step(int step) {
    return steps.get(step);
  }

  int arg(int step, int index) {
    return args.get(step)[index];
  }

  /// The number of the instruction that computes root number `index`.
  int root(int index) {
    return roots[index];
  }

  int rootCount() {
    return roots.length;
  }

  boolean rootsAreOne() {
    return Arrays.stream(roots).distinct().count() == 1;
  }

  /// For each instruction, the last one that reads it; `size()` for a root, and -1 for none.
  int[] lastUses() {
    var last = new int[size()];
    Arrays.fill(last, -1);
    for (int step = 0; step < size(); step++) {
      for (int operand : args.get(step)) last[operand] = step;
    }
    for (int root : roots) last[root] = size();
    return last;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int step = 0; step < size(); step++) {
      var expr = steps.get(step);
      text.append('%').append(step).append(" = ").append(expr.type()).append(' ').append(expr.op());
      switch (expr.op()) {
        case CONSTANT -> text.append(' ').append(literal(expr));
        case INPUT, SHL, SHR, USHR -> text.append(' ').append(expr.payload());
        case RARE -> text.append(' ').append(expr.function());
        default -> {}
      }
      for (int operand : args.get(step)) text.append(" %").append(operand);
      text.append('\n');
    }
    return text.toString();
  }

  private static String literal(Expr constant) {
    return switch (constant.type()) {
      case F32 -> Float.toString(Float.intBitsToFloat((int) constant.payload()));
      case F64 -> Double.toString(Double.longBitsToDouble(constant.payload()));
      default -> Long.toString(constant.payload());
    };
  }
}
