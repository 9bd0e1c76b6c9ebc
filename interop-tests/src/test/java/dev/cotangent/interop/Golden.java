package dev.cotangent.interop;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.Strictness;
import com.google.gson.annotations.SerializedName;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A golden case: a line of the files in the resource folder `golden`, where the README explains
/// the fields. Absent ones are null.
record Golden(
    @SerializedName("case") String name,
    String kind,
    String op,
    Map<String, Object> attrs,
    GoldenPrograms.Program program,
    List<Input> inputs,
    List<Value> outputs,
    List<Value> cotangents,
    List<Value> grads,
    List<List<Value>> altGrads,
    List<Value> tangents,
    List<Value> jvp,
    List<Value> gradsTangent,
    List<List<Value>> hessian,
    List<Value> hvp,
    double[] derivs,
    List<Value> jacobian,
    String reason,
    Double rtol,
    boolean outputRelative) {

  static final List<String> FAMILIES =
      List.of(
          "binary",
          "compose",
          "conv",
          "einsum",
          "empty",
          "errors",
          "hessian",
          "higher",
          "index",
          "jacobian",
          "linalg",
          "loss",
          "matmul",
          "nested",
          "norm",
          "pool",
          "reduce",
          "scan",
          "seeds",
          "shape",
          "tricky",
          "unary");

  private static final Gson GSON =
      new GsonBuilder()
          .setStrictness(Strictness.LENIENT)
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .create();

  /// Elements in row-major order; the reader takes "NaN" and "Infinity" for numbers.
  record Value(int[] shape, double[] data) {
    Tensor tensor() {
      return Tensor.of(Shape.of(shape), data);
    }
  }

  record Input(String name, String dtype, boolean diff, int[] shape, double[] data) {
    Tensor tensor() {
      return dtype.equals("i64")
          ? Tensor.ints(Shape.of(shape), Arrays.stream(data).mapToInt(v -> (int) v).toArray())
          : Tensor.of(Shape.of(shape), data);
    }
  }

  static List<Golden> family(String family) {
    var stream = Golden.class.getResourceAsStream("golden/" + family + ".jsonl");
    try (var in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return in.lines().map(line -> GSON.fromJson(line, Golden.class)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String family() {
    return name.split("/")[1];
  }

  double tolerance() {
    return rtol == null ? 1e-9 : rtol;
  }

  /// The operations that the case is made of.
  Set<String> ops() {
    return program == null ? Set.of(op) : program.ops();
  }

  /// Those of them that [GoldenOps] does not have.
  Set<String> unsupported() {
    var missing = new TreeSet<>(ops());
    missing.removeAll(GoldenOps.TABLE.keySet());
    return missing;
  }

  /// Of a list with an entry for each input, the entries of the differentiated ones.
  List<Tensor> differentiated(List<Value> perInput) {
    var chosen = new ArrayList<Tensor>();
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).diff) chosen.add(perInput.get(i).tensor());
    }
    return chosen;
  }

  @Override
  public String toString() {
    return name;
  }
}
