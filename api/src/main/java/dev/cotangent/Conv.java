package dev.cotangent;

import java.util.Arrays;
import java.util.List;

/// How the window of a convolution moves. Immutable; every `with` gives another one.
///
/// ```java
/// Conv.of().withStride(2).withPadding(1);   // along every axis
/// Conv.of().withPadding(0, 2);              // along rows and columns
/// ```
///
/// A list of one number holds for every axis of the window, otherwise there is one for each.
///
/// @param stride elements from one position of the window to the next
/// @param padding zeros before and behind the axis
/// @param dilation elements from one tap of the window to the next
/// @param groups into which the channels are divided, each convolved by itself
public record Conv(
    List<Integer> stride, List<Integer> padding, List<Integer> dilation, int groups) {
  private static final Conv PLAIN = new Conv(List.of(1), List.of(0), List.of(1), 1);

  /// @throws IllegalArgumentException if a list is empty, a padding negative or another number less
  ///   than 1
  public Conv {
    stride = checked("stride", 1, stride);
    padding = checked("padding", 0, padding);
    dilation = checked("dilation", 1, dilation);
    checked("groups", 1, List.of(groups));
  }

  private static List<Integer> checked(String what, int least, List<Integer> numbers) {
    if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < least)) {
      throw new IllegalArgumentException(
          "Conv: " + what + " takes numbers from " + least + " on, got " + numbers);
    }
    return List.copyOf(numbers);
  }

  /// Stride 1, no padding, dilation 1, one group.
  public static Conv of() {
    return PLAIN;
  }

  /// With this stride: one number for every axis, or one for each.
  public Conv withStride(int... numbers) {
    return new Conv(list(numbers), padding, dilation, groups);
  }

  /// With this many zeros before and behind each axis.
  public Conv withPadding(int... numbers) {
    return new Conv(stride, list(numbers), dilation, groups);
  }

  /// With this distance between the taps.
  public Conv withDilation(int... numbers) {
    return new Conv(stride, padding, list(numbers), groups);
  }

  /// With the channels of input and output in this many groups.
  public Conv withGroups(int number) {
    return new Conv(stride, padding, dilation, number);
  }

  private static List<Integer> list(int... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }
}
