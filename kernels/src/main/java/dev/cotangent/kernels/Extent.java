package dev.cotangent.kernels;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/// What operands are made of, each function and array once.
final class Extent {
  final Set<Deferred> functions; // by identity: they have no other
  final Set<Strided> leaves = Collections.newSetFromMap(new IdentityHashMap<>());

  /// @param counted functions that need not be looked into again
  Extent(Set<Deferred> counted, Operand... operands) {
    functions = new HashSet<>(counted);
    for (var operand : operands) add(operand);
  }

  /// Recursion is as deep as expressions are, which is bounded.
  private void add(Operand operand) {
    var known = operand instanceof Deferred deferred ? deferred.recipe() : null;
    if (known == null) {
      if (Deferred.isArray(operand.strided())) leaves.add(operand.strided());
    } else if (functions.add((Deferred) operand)) {
      for (var part : known.operands()) add(part);
    }
  }
}
