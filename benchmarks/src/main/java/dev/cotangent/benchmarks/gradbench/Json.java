package dev.cotangent.benchmarks.gradbench;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Tensors are numbers, lists of numbers, lists of lists and so on; names are words with
/// underscores.
final class Json {
  static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .serializeSpecialFloatingPointValues()
          .registerTypeHierarchyAdapter(Tensor.class, new Reader())
          .registerTypeAdapter(Numbers.class, new Writer())
          .create();

  private Json() {}

  private static final class Reader extends TypeAdapter<Tensor> {
    @Override
    public Tensor read(JsonReader in) throws IOException {
      var dims = new ArrayList<Integer>();
      var elements = new Elements();
      read(in, 0, dims, elements);
      var shape = Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
      return Tensor.of(shape, elements.toArray());
    }

    /// @param dims the lengths of the lists so far, outermost first
    private static void read(JsonReader in, int depth, List<Integer> dims, Elements elements)
        throws IOException {
      if (in.peek() != JsonToken.BEGIN_ARRAY) {
        if (depth < dims.size()) throw ragged(in);
        elements.add(in.nextDouble());
        return;
      }
      boolean first = depth == dims.size();
      if (first && elements.count > 0) throw ragged(in);
      if (first) dims.add(0);
      int count = 0;
      in.beginArray();
      for (; in.hasNext(); count++) read(in, depth + 1, dims, elements);
      in.endArray();
      if (first) dims.set(depth, count);
      if (dims.get(depth) != count) throw ragged(in);
    }

    private static IllegalArgumentException ragged(JsonReader in) {
      return new IllegalArgumentException(
          "a tensor needs lists of equal lengths at each depth: " + in.getPath());
    }

    @Override
    public void write(JsonWriter out, Tensor x) throws IOException {
      throw new UnsupportedOperationException("an answer holds Numbers");
    }
  }

  /// A list of doubles that grows.
  private static final class Elements {
    private double[] values = new double[16];
    private int count;

    void add(double value) {
      if (count == values.length) values = Arrays.copyOf(values, 2 * count);
      values[count++] = value;
    }

    double[] toArray() {
      return Arrays.copyOf(values, count);
    }
  }

  private static final class Writer extends TypeAdapter<Numbers> {
    @Override
    public void write(JsonWriter out, Numbers numbers) throws IOException {
      write(out, numbers, 0, 0);
    }

    /// @return the position after what was written
    private static int write(JsonWriter out, Numbers numbers, int axis, int at) throws IOException {
      if (axis == numbers.shape().rank()) {
        out.value(numbers.elements()[at]);
        return at + 1;
      }
      out.beginArray();
      for (int k = 0; k < numbers.shape().dim(axis); k++) at = write(out, numbers, axis + 1, at);
      out.endArray();
      return at;
    }

    @Override
    public Numbers read(JsonReader in) {
      throw new UnsupportedOperationException("an input holds tensors");
    }
  }
}
