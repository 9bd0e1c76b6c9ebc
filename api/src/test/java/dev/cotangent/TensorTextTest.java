package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/// Every expected text was printed by NumPy 2.4, except those of truth values, which are Java's,
/// and of empty tensors, which tell their shape.
class TensorTextTest {
  private static final double NAN = Double.NaN;
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void vectors() {
    assertEquals("[1. 2. 3.]", Tensor.of(1, 2, 3).toString());
    assertEquals("[ 1.5 -2.   0.1]", Tensor.of(1.5, -2, 0.1).toString());
    assertEquals("[0.33333333 0.66666667 1.        ]", Tensor.of(1 / 3., 2 / 3., 1).toString());
    assertEquals("[ 0. -0.]", Tensor.of(0, -0.0).toString());
  }

  @Test
  void infinitiesAndNaN() {
    assertEquals("[ 1.5 -2.   nan  inf -inf]", Tensor.of(1.5, -2, NAN, INF, -INF).toString());
    assertEquals("[   nan 1.e-07]", Tensor.of(NAN, 1e-7).toString());
    assertEquals("[inf]", Tensor.of(INF).toString());
    assertEquals("[nan nan]", Tensor.floats(Float.NaN, Float.NaN).toString());
  }

  @Test
  void scientificWhereTheNumbersAreFarApart() {
    assertEquals("[ 1.0e+10  1.0e+00 -2.5e+00]", Tensor.of(1e10, 1, -2.5).toString());
    assertEquals("[1.e-05 1.e+00]", Tensor.of(1e-5, 1).toString());
    assertEquals("[1.e+16 1.e+00]", Tensor.of(1e16, 1).toString());
    assertEquals("[1.23456789e+08 1.00000000e+00]", Tensor.of(123456789, 1).toString());
    assertEquals("[1.0000000e-01 1.2345678e+03]", Tensor.of(0.1, 1234.5678).toString());
    assertEquals("[1.e-300 1.e+300]", Tensor.of(1e-300, 1e300).toString());
  }

  @Test
  void floatsHaveTheirOwnShortestDigits() {
    assertEquals("[0.1]", Tensor.floats(0.1f).toString());
    assertEquals("[ 0.1   0.25 12.  ]", Tensor.floats(0.1f, 0.25f, 12).toString());
    assertEquals("[0.1]", Tensor.of(0.1).toString());
    assertEquals("[0.1]", Tensor.of((double) 0.1f).toString());
  }

  /// What NumPy prints.
  @Test
  void cutDigitsAreThoseOfTheNumber() {
    assertEquals("[9833645.67165709       0.        ]", Tensor.of(9833645.671657095, 0).toString());
    assertEquals("[1.e+036 0.e+000 1.e-100]", Tensor.of(1e36, 0, 1e-100).toString());
    assertEquals("[1.0000000e-10 1.2345679e+08]", Tensor.floats(1e-10f, 123456789f).toString());
  }

  @Test
  void integersAndTruthValues() {
    assertEquals(
        """
        [[ 1 -2]
         [30  4]]\
        """,
        Tensor.ints(Shape.of(2, 2), 1, -2, 30, 4).toString());
    assertEquals("[ true false]", Tensor.bools(true, false).toString());
    assertEquals("7", Tensor.ints(Shape.of(), 7).toString());
  }

  @Test
  void moreAxes() {
    assertEquals(
        """
        [[[ 0.  1.  2.  3.]
          [ 4.  5.  6.  7.]
          [ 8.  9. 10. 11.]]

         [[12. 13. 14. 15.]
          [16. 17. 18. 19.]
          [20. 21. 22. 23.]]]\
        """,
        Tensor.arange(0, 24, 1).reshape(2, 3, 4).toString());
    assertEquals("[[[1.]]]", Tensor.ones(1, 1, 1).toString());
  }

  @Test
  void viewsPrintLikeCopies() {
    assertEquals(
        """
        [[0. 2. 4.]
         [1. 3. 5.]]\
        """,
        Tensor.arange(0, 6, 1).reshape(3, 2).transpose().toString());
    assertEquals("[0.5 0.5]", Tensor.full(Shape.of(2), 0.5).toString());
  }

  @Test
  void longLinesAreWrapped() {
    assertEquals(
        """
        [    0.  1000.  2000.  3000.  4000.  5000.  6000.  7000.  8000.  9000.
         10000. 11000. 12000. 13000. 14000. 15000. 16000. 17000. 18000. 19000.
         20000. 21000. 22000. 23000. 24000. 25000. 26000. 27000. 28000. 29000.]\
        """,
        Tensor.arange(0, 30, 1).times(1000).toString());
  }

  @Test
  void aWrappedLineDoesNotEndInBlanks() {
    var text =
        "[ 0.   0.5  1.   1.5  2.   2.5  3.   3.5  4.   4.5  5.   5.5  6.   6.5\n"
            + "  7.   7.5  8.   8.5  9.   9.5 10.  10.5 11.  11.5 12.  12.5 13.  13.5\n"
            + " 14.  14.5 15.  15.5 16.  16.5 17.  17.5]";
    assertEquals(text, Tensor.arange(0, 36, 1).times(0.5).toString());
    var shifted =
        "[ 0.5  1.   1.5  2.   2.5  3.   3.5  4.   4.5  5.   5.5  6.   6.5  7.\n"
            + "  7.5  8.   8.5  9.   9.5 10. ]";
    assertEquals(shifted, Tensor.arange(1, 21, 1).times(0.5).toString());
  }

  @Test
  void largeTensorsAreSummarised() {
    assertEquals(
        "[0.000e+00 1.000e+00 2.000e+00 ... 1.997e+03 1.998e+03 1.999e+03]",
        Tensor.arange(0, 2000, 1).toString());
    assertEquals(
        """
        [[   0    1    2 ...  141  142  143]
         [ 144  145  146 ...  285  286  287]
         [ 288  289  290 ...  429  430  431]
         ...
         [ 576  577  578 ...  717  718  719]
         [ 720  721  722 ...  861  862  863]
         [ 864  865  866 ... 1005 1006 1007]]\
        """,
        Tensor.arange(0, 1008, 1).toDType(DType.INT32).reshape(7, 144).toString());
    var all = Tensor.arange(0, 1000, 1).toDType(DType.INT32).toString();
    assertEquals(false, all.contains("..."));
  }

  @Test
  void theDotsCountInTheWidthOfALine() {
    assertEquals(
        """
        [[-1.         -1.00012207 -1.00024414 ... -1.07287598 -1.07299805
          -1.07312012]
         [-1.07324219 -1.07336426 -1.07348633 ... -1.14611816 -1.14624023
          -1.1463623 ]]\
        """,
        Tensor.arange(0, 1200, 1).div(-8192).minus(1).reshape(2, 600).toString());
  }

  @Test
  void scalarsPrintLikeNumbers() {
    assertEquals("1.0", Tensor.scalar(1).toString());
    assertEquals("-0.0", Tensor.scalar(-0.0).toString());
    assertEquals("0.30000000000000004", Tensor.scalar(0.1 + 0.2).toString());
    assertEquals("inf", Tensor.scalar(INF).toString());
    assertEquals("0.1", Tensor.floats(Shape.of(), 0.1f).toString());
  }

  @Test
  void emptyTensorsTellTheirShape() {
    assertEquals("[] (0)", Tensor.of().toString());
    assertEquals("[] (2, 0)", Tensor.zeros(2, 0).toString());
  }
}
