package dev.cotangent.imperative;

/// Why a variable that requires no gradient requires none, as a sentence after "it is".
enum Untracked {
  LEAF("a leaf that requires no gradient: make it with Variable.parameter"),
  CONSTANT(
      "computed when nothing in it required a gradient, or through INT32 or BOOL alone;"
          + " requiresGrad(true) on a parameter comes too late for what was computed before:"
          + " call it first, then compute the output again"),
  NO_GRAD(
      "computed under noGrad, where nothing is recorded: compute it outside, or inside"
          + " enableGrad"),
  INFERENCE("computed in inferenceMode, where nothing is recorded: compute it outside"),
  DETACHED("detached, or computed from what is: go backward from what it was detached from");

  private final String reason;

  Untracked(String reason) {
    this.reason = reason;
  }

  /// Whether it is also the reason for what is computed from it.
  boolean isPassedOn() {
    return this != LEAF && this != CONSTANT;
  }

  String reason() {
    return reason;
  }
}
