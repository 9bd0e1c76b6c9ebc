package dev.cotangent.benchmarks.accuracy;

import dev.cotangent.Tensor;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// A function of FLOAT64 against reference values: a file per function, as `reference_values.py`
/// writes it.
final class DoubleAccuracy {
  private DoubleAccuracy() {}

  static Worst measure(ElementaryFunction function, Path directory) throws IOException {
    var rows = new ArrayList<String[]>();
    try (var lines = Files.lines(directory.resolve(function.name() + ".txt"))) {
      lines.filter(line -> line.startsWith("f64 ")).forEach(line -> rows.add(line.split(" ")));
    }
    var arguments = new double[function.arity()][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; k < arguments.length; k++) {
        arguments[k][i] = Double.parseDouble(rows.get(i)[k + 1]);
      }
    }
    var tensors = new Tensor[arguments.length];
    for (int k = 0; k < tensors.length; k++) tensors[k] = Tensor.of(arguments[k]);
    var values = function.f().apply(tensors).toDoubleArray();
    var worst = Worst.NONE;
    for (int i = 0; i < values.length; i++) {
      var where = new double[arguments.length];
      for (int k = 0; k < where.length; k++) where[k] = arguments[k][i];
      var exact = new BigDecimal(rows.get(i)[arguments.length + 1]);
      double magnitude = function.magnitude(exact.doubleValue(), where);
      worst = worst.and(error(values[i], exact) / Math.ulp(magnitude), where);
    }
    return worst;
  }

  /// The exact value is finite.
  private static double error(double value, BigDecimal exact) {
    if (!Double.isFinite(value)) return Double.POSITIVE_INFINITY;
    return new BigDecimal(value).subtract(exact).abs().doubleValue();
  }
}
