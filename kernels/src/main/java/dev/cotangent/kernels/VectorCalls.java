package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;

/// Emits calls of the Vector API for vectors of one width, by name: nothing of ours links against
/// the vector module.
final class VectorCalls {
  private static final String MODULE = "jdk.incubator.vector.";
  private static final ClassDesc SPECIES = ClassDesc.of(MODULE + "VectorSpecies");
  private static final ClassDesc MASK = ClassDesc.of(MODULE + "VectorMask");
  private static final ClassDesc VECTOR = ClassDesc.of(MODULE + "Vector");
  private static final ClassDesc SHUFFLE = ClassDesc.of(MODULE + "VectorShuffle");
  private static final ClassDesc OPERATORS = ClassDesc.of(MODULE + "VectorOperators");

  private final CodeBuilder code;
  private final int bits;

  VectorCalls(CodeBuilder code, int bits) {
    this.code = code;
    this.bits = bits;
  }

  /// The class of the vectors of a type; for MASK that of the vectors whose masks we use where
  /// there are only masks.
  private static ClassDesc vector(Type type) {
    return ClassDesc.of(
        MODULE
            + switch (type) {
              case F32 -> "FloatVector";
              case F64 -> "DoubleVector";
              case I32 -> "IntVector";
              case I64 -> "LongVector";
              case MASK -> "ByteVector";
            });
  }

  private static ClassDesc vectorOrMask(Type type) {
    return type == Type.MASK ? MASK : vector(type);
  }

  void species(Type type) {
    code.getstatic(vector(type), "SPECIES_" + bits, SPECIES);
  }

  /// Turns a species and a number into a vector, or a species and a truth value into a mask.
  void broadcast(Type type) {
    if (type == Type.MASK) {
      code.invokeinterface(SPECIES, "maskAll", MethodTypeDesc.of(MASK, CD_boolean));
    } else {
      var scalar = ScalarBody.kind(type).upperBound();
      code.invokestatic(
          vector(type), "broadcast", MethodTypeDesc.of(vector(type), SPECIES, scalar));
    }
  }

  /// Turns a species, an array and an index into a vector or mask.
  void fromArray(Type type) {
    var result = vectorOrMask(type);
    code.invokestatic(
        result, "fromArray", MethodTypeDesc.of(result, SPECIES, KernelLoops.array(type), CD_int));
  }

  /// Turns a species, an array, an index and a mask into a vector: zero where the mask is not set.
  void fromArrayMasked(Type type) {
    code.invokestatic(
        vector(type),
        "fromArray",
        MethodTypeDesc.of(vector(type), SPECIES, KernelLoops.array(type), CD_int, MASK));
  }

  /// Turns a species, an index and a limit into a mask: of the lanes that stand for indices below
  /// the limit, where the first one stands for the index.
  void indexInRange() {
    code.invokeinterface(SPECIES, "indexInRange", MethodTypeDesc.of(MASK, CD_int, CD_int));
  }

  /// Turns a vector by `lanes` lanes, so that the lane of that number comes first.
  void turned(Type type, int lanes) {
    species(type);
    code.loadConstant(lanes).iconst_1().iconst_1();
    code.invokestatic(
        SHUFFLE, "iota", MethodTypeDesc.of(SHUFFLE, SPECIES, CD_int, CD_int, CD_boolean));
    code.invokevirtual(vector(type), "rearrange", MethodTypeDesc.of(vector(type), SHUFFLE));
  }

  /// Turns a vector into its first lane.
  void first(Type type) {
    code.iconst_0();
    code.invokevirtual(
        vector(type), "lane", MethodTypeDesc.of(ScalarBody.kind(type).upperBound(), CD_int));
  }

  /// Stores a vector or mask into an array at an index.
  void intoArray(Type type) {
    code.invokevirtual(
        vectorOrMask(type),
        "intoArray",
        MethodTypeDesc.of(CD_void, KernelLoops.array(type), CD_int));
  }

  /// A method of a vector and others of its type, or of none, to a vector of type `to`.
  void lanes(String name, Type type, int others, Type to) {
    var parameters = new ClassDesc[others];
    Arrays.fill(parameters, VECTOR);
    code.invokevirtual(vector(type), name, MethodTypeDesc.of(vector(to), parameters));
  }

  /// Turns a vector, an operator and a vector, or the number of bits of a shift, into a vector.
  void lanewise(Type type, boolean shift) {
    var operand = !shift ? VECTOR : type == Type.I64 ? CD_long : CD_int;
    code.invokevirtual(
        vector(type), "lanewise", MethodTypeDesc.of(vector(type), operators("Binary"), operand));
  }

  /// Turns a vector, an operator and a vector into a mask.
  void compare(Type type) {
    code.invokevirtual(
        vector(type), "compare", MethodTypeDesc.of(MASK, operators("Comparison"), VECTOR));
  }

  /// Turns the vectors b and a and a mask into `mask ? a : b`.
  void blend(Type type) {
    code.invokevirtual(vector(type), "blend", MethodTypeDesc.of(vector(type), VECTOR, MASK));
  }

  /// Converts a vector to one of another type of the same width.
  void convert(Type to) {
    operator(to == Type.I32 ? "F2I" : "I2F", "Conversion");
    code.iconst_0();
    code.invokevirtual(
        VECTOR, "convert", MethodTypeDesc.of(VECTOR, operators("Conversion"), CD_int));
    code.checkcast(vector(to));
  }

  /// A method of a mask and as many others.
  void mask(String name, int others) {
    var parameters = new ClassDesc[others];
    Arrays.fill(parameters, MASK);
    code.invokevirtual(MASK, name, MethodTypeDesc.of(MASK, parameters));
  }

  /// Turns a mask into one for vectors of another type.
  void maskFor(Type type) {
    species(type);
    code.invokevirtual(MASK, "cast", MethodTypeDesc.of(MASK, SPECIES));
  }

  /// Turns a mask into a truth value.
  void anyTrue() {
    code.invokevirtual(MASK, "anyTrue", MethodTypeDesc.of(CD_boolean));
  }

  void operator(String name, String kind) {
    code.getstatic(OPERATORS, name, operators(kind));
  }

  private static ClassDesc operators(String kind) {
    return OPERATORS.nested(kind);
  }
}
