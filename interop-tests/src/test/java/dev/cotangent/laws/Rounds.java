package dev.cotangent.laws;

import dev.cotangent.laws.Draw.Seed;
import io.vavr.collection.Array;
import java.util.ArrayList;
import java.util.function.Predicate;

/// One draw for the rows of the table in turn. All rows that fail are told, not the first alone.
record Rounds(Seed seed) {
  /// What is asked of a call.
  interface Check {
    void run(Operation row, Call call, Draw draw);
  }

  static Rounds of(Seed seed) {
    return new Rounds(seed);
  }

  void check(Predicate<Operation> which, Check check) {
    var failures = new ArrayList<AssertionError>();
    for (var row : OperationTable.ROWS.filter(which)) {
      var draw = Draw.of(seed, row.name());
      var call = row.call(draw);
      try {
        check.run(row, call, draw);
      } catch (AssertionError | RuntimeException e) {
        failures.add(
            new AssertionError(
                row + " of " + call.operands().mkString(" ") + ": " + e.getMessage(), e));
      }
    }
    if (failures.isEmpty()) return;
    var all = new AssertionError(Array.ofAll(failures).map(Throwable::getMessage).mkString("\n"));
    failures.forEach(all::addSuppressed);
    throw all;
  }
}
