package dev.cotangent.tape;

/// What a node knows about the operation it records: how to label it, and how to pull cotangents
/// back through it.
///
/// A step must answer the same every time: the tape asks again at every pullback, possibly from
/// several threads at once.
public interface Step<C> {
  /// The name of the operation, as in `"times"`.
  String op();

  /// The label of the result or results, as in `"(3, 4)"`.
  String shape();

  /// How many results the operation has, at least one.
  default int results() {
    return 1;
  }

  /// Does the step hold values of the forward pass?
  default boolean savesValues() {
    return true;
  }

  /// Does the step hold the value that this parent stands for? Only asked of a parent it has.
  default boolean saves(int parent) {
    return savesValues();
  }

  /// Pulls back what has arrived: sends to each parent its part of the cotangent. Called at most
  /// once per pullback, when everything that can arrive has arrived, and not at all when nothing
  /// has.
  void pull(Arrival<C> arrival);
}
