package dev.cotangent.interop;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// How close a value must come to the expected one: equal (NaN to NaN, 0 to -0), or within rtol
/// max(1, |want|), or if `relative` within rtol |want| + 1e-300.
record Tolerance(double rtol, boolean relative) {
  boolean close(List<Tensor> got, List<Tensor> want) {
    if (got.size() != want.size()) return false;
    for (int i = 0; i < got.size(); i++) if (!close(got.get(i), want.get(i))) return false;
    return true;
  }

  private boolean close(Tensor got, Tensor want) {
    if (got.dtype() != DType.FLOAT64 || !got.shape().equals(want.shape())) return false;
    double[] gots = got.toDoubleArray(), wants = want.toDoubleArray();
    for (int i = 0; i < gots.length; i++) if (!close(gots[i], wants[i])) return false;
    return true;
  }

  private boolean close(double got, double want) {
    if (got == want || Double.isNaN(got) && Double.isNaN(want)) return true;
    double size = Math.abs(want);
    return Math.abs(got - want) <= (relative ? rtol * size + 1e-300 : rtol * Math.max(1, size));
  }

  static String describe(List<Tensor> got, List<List<Tensor>> accepted) {
    var wants =
        accepted.stream().map(Tolerance::describe).collect(Collectors.joining("\n      or "));
    return "\n     got " + describe(got) + "\n    want " + wants;
  }

  private static String describe(List<Tensor> tensors) {
    return tensors.stream().map(Tolerance::describe).collect(Collectors.joining(" "));
  }

  private static String describe(Tensor x) {
    var all = Arrays.toString(x.toDoubleArray());
    var shown = all.length() <= 400 ? all : all.substring(0, 400) + " ...";
    return (x.dtype() == DType.FLOAT64 ? "" : x.dtype()) + x.shape().toString() + shown;
  }
}
