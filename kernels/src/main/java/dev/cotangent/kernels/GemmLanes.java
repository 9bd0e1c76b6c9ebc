package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_float;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Emits the arithmetic of [GemmCompiler] on values of one width: vectors, or scalars where there
/// are no bits. Everything emitted is a call that the virtual machine replaces by an instruction: a
/// vector that crossed any other call, or lay in an array, would become an object.
final class GemmLanes {
  private static final String MODULE = "jdk.incubator.vector.";
  private static final ClassDesc VECTOR = ClassDesc.of(MODULE + "Vector");
  private static final ClassDesc SPECIES = ClassDesc.of(MODULE + "VectorSpecies");
  private static final ClassDesc MATH = ClassDesc.of(Math.class.getName());

  private final int bits;
  private final boolean isFloat;
  private final ClassDesc scalar;
  private final ClassDesc vector;
  private final TypeKind scalarKind;

  GemmLanes(Element element, int bits) {
    this.bits = bits;
    isFloat = element == Element.F32;
    scalar = isFloat ? CD_float : CD_double;
    vector = ClassDesc.of(MODULE + (isFloat ? "FloatVector" : "DoubleVector"));
    scalarKind = isFloat ? TypeKind.FLOAT : TypeKind.DOUBLE;
  }

  /// The kind of local that holds a value.
  TypeKind kind() {
    return bits == 0 ? scalarKind : TypeKind.REFERENCE;
  }

  ClassDesc array() {
    return scalar.arrayType();
  }

  void zero(CodeBuilder code) {
    if (bits > 0) {
      species(code).invokestatic(vector, "zero", MethodTypeDesc.of(vector, SPECIES));
    } else if (isFloat) {
      code.fconst_0();
    } else {
      code.dconst_0();
    }
  }

  /// One element in every lane.
  ///
  /// @param element pushes the array and the index
  void broadcast(CodeBuilder code, Runnable element) {
    if (bits > 0) species(code);
    element.run();
    code.arrayLoad(scalarKind);
    if (bits > 0) {
      code.invokestatic(vector, "broadcast", MethodTypeDesc.of(vector, SPECIES, scalar));
    }
  }

  /// The elements of the array in a local, from the sum of a local and a constant on.
  void load(CodeBuilder code, int array, int offset, int plus) {
    if (bits > 0) species(code);
    position(code, array, offset, plus);
    if (bits > 0) {
      var type = MethodTypeDesc.of(vector, SPECIES, array(), CD_int);
      code.invokestatic(vector, "fromArray", type);
    } else {
      code.arrayLoad(scalarKind);
    }
  }

  /// The counterpart of [#load].
  ///
  /// @param value pushes what is stored
  void store(CodeBuilder code, int array, int offset, int plus, Runnable value) {
    if (bits > 0) {
      value.run();
      position(code, array, offset, plus);
      code.invokevirtual(vector, "intoArray", MethodTypeDesc.of(CD_void, array(), CD_int));
    } else {
      position(code, array, offset, plus);
      value.run();
      code.arrayStore(scalarKind);
    }
  }

  private static void position(CodeBuilder code, int array, int offset, int plus) {
    code.aload(array).iload(offset).loadConstant(plus).iadd();
  }

  /// In every lane, the element of two vectors side by side that the index vector below them names.
  void select(CodeBuilder code) {
    code.invokevirtual(vector, "selectFrom", MethodTypeDesc.of(vector, VECTOR, VECTOR));
  }

  /// The first of three values times the second plus the third, rounded once.
  void multiplyAdd(CodeBuilder code) {
    if (bits > 0) {
      code.invokevirtual(vector, "fma", MethodTypeDesc.of(vector, VECTOR, VECTOR));
    } else {
      code.invokestatic(MATH, "fma", MethodTypeDesc.of(scalar, scalar, scalar, scalar));
    }
  }

  void add(CodeBuilder code) {
    if (bits > 0) {
      code.invokevirtual(vector, "add", MethodTypeDesc.of(vector, VECTOR));
    } else if (isFloat) {
      code.fadd();
    } else {
      code.dadd();
    }
  }

  private CodeBuilder species(CodeBuilder code) {
    return code.getstatic(vector, "SPECIES_" + bits, SPECIES);
  }
}
