package dev.cotangent.laws;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.util.Arrays;
import java.util.Random;

/// A row of the table of operations.
///
/// @param name the method's
/// @param methods the forms of it that the row calls, as in `sum(boolean, int[])`
/// @param calls chooses a form, parameters and shapes
/// @param refusals calls that must throw, each with what the message must say beside the name
/// @param takes the types of operands
/// @param gives the type of the result, or null if it is that of the operands
/// @param order of the derivatives that are tested; 0 if no derivative flows
/// @param ranges where to sample each operand, two numbers each; the last pair serves the rest
/// @param kinks what samples keep a distance from
/// @param single how far FLOAT32 may be from FLOAT64, relative to the size of value or derivative
record Operation(
    String name,
    Seq<String> methods,
    Function1<Draw, Call> calls,
    Seq<Refusal> refusals,
    Takes takes,
    Function1<DType, DType> gives,
    int order,
    double[] ranges,
    double[] kinks,
    double single) {
  /// The types of operands that an operation accepts.
  enum Takes {
    FLOATING(DType.FLOAT32, DType.FLOAT64),
    NUMERIC(DType.values()),
    LOGICAL(DType.BOOL),
    INDICES(DType.INT32);

    final Seq<DType> dtypes;

    Takes(DType... dtypes) {
      this.dtypes = Array.of(dtypes);
    }
  }

  /// A call that must throw.
  record Refusal(Runnable call, Seq<String> says) {}

  /// Of operands of one type.
  static Operation of(String name, Seq<String> methods, Function1<Draw, Call> calls) {
    return new Operation(
        name,
        methods,
        calls,
        Array.empty(),
        Takes.NUMERIC,
        dtype -> dtype,
        2,
        new double[] {-2, 2},
        new double[0],
        1e-5);
  }

  Operation takes(Takes newTakes) {
    return new Operation(
        name, methods, calls, refusals, newTakes, gives, order, ranges, kinks, single);
  }

  /// No derivative flows through the result, which has this type.
  Operation gives(DType dtype) {
    return new Operation(
        name, methods, calls, refusals, takes, _ -> dtype, 0, ranges, kinks, single);
  }

  Operation between(double... newRanges) {
    return new Operation(
        name, methods, calls, refusals, takes, gives, order, newRanges, kinks, single);
  }

  Operation awayFrom(double... newKinks) {
    return new Operation(
        name, methods, calls, refusals, takes, gives, order, ranges, newKinks, single);
  }

  /// Sensitive to the rounding of its operands.
  Operation within(double newSingle) {
    return new Operation(
        name, methods, calls, refusals, takes, gives, order, ranges, kinks, newSingle);
  }

  /// Of shapes without axes of length 0 alone.
  Operation filled() {
    return new Operation(
        name,
        methods,
        draw -> calls.apply(draw.filled()),
        refusals,
        takes,
        gives,
        order,
        ranges,
        kinks,
        single);
  }

  Operation refuses(Runnable call, String... says) {
    return new Operation(
        name,
        methods,
        calls,
        refusals.append(new Refusal(call, Array.of(says))),
        takes,
        gives,
        order,
        ranges,
        kinks,
        single);
  }

  boolean isDifferentiable() {
    return order > 0;
  }

  /// A call, in which one tensor may stand for all operands.
  Call call(Draw draw) {
    var call = calls.apply(draw);
    return ranges.length == 2 && call.mayRepeat() && draw.flag() ? call.repeated() : call;
  }

  /// FLOAT64 operands of a call. No two elements are closer than necessary, so that small steps
  /// lead to no tie.
  Seq<Tensor> sample(Call call, Draw draw) {
    int count = call.operands().map(shape -> (int) shape.size()).sum().intValue();
    var places = draw.shuffled(Array.range(0, count)).iterator();
    return call.operands()
        .zipWithIndex((shape, operand) -> {
          int at = Math.min(2 * operand, ranges.length - 2);
          var values = new double[(int) shape.size()];
          for (int k = 0; k < values.length; k++) {
            values[k] = element(ranges[at], ranges[at + 1], places.next(), count, draw.random());
          }
          return Tensor.of(shape, values);
        })
        .toArray();
  }

  /// Such operands as elements of another type: whole numbers away from 0, or what is positive.
  static Tensor as(DType dtype, Tensor x) {
    return switch (dtype) {
      case FLOAT32, FLOAT64 -> x.toDType(dtype);
      case INT32 -> x.sign().times(x.abs().ceil()).toDType(dtype);
      case BOOL -> x.gt(0);
    };
  }

  private double element(double low, double high, int place, int count, Random random) {
    double width = (high - low) / count;
    while (true) {
      double value = low + width * (place + 0.1 + 0.8 * random.nextDouble());
      double distance = Math.min(0.01, 0.1 * width);
      if (Arrays.stream(kinks).allMatch(kink -> Math.abs(value - kink) > distance)) return value;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
