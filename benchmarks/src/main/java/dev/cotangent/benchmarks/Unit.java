package dev.cotangent.benchmarks;

/// What is reported of the time that some work took.
public enum Unit {
  /// Work counts floating-point operations; more is better.
  GFLOPS("GFLOP/s") {
    @Override
    double of(double seconds, double work) {
      return work / seconds * 1e-9;
    }
  },
  /// Work counts elements; less is better.
  NANOS_PER_ELEMENT("ns/elem") {
    @Override
    double of(double seconds, double work) {
      return seconds / work * 1e9;
    }
  },
  /// Work counts scalar operations; less is better.
  NANOS_PER_OPERATION("ns/op") {
    @Override
    double of(double seconds, double work) {
      return seconds / work * 1e9;
    }
  },
  /// Work counts runs; less is better.
  MILLIS("ms") {
    @Override
    double of(double seconds, double work) {
      return seconds / work * 1e3;
    }
  };

  private final String text;

  Unit(String text) {
    this.text = text;
  }

  abstract double of(double seconds, double work);

  @Override
  public String toString() {
    return text;
  }
}
