package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Makes the [GemmCopy] of an element type. Without vectors, so they need no warming.
final class GemmCopyCompiler {
  /// Rows that a transposing copy reads side by side, so as to write neighbours together.
  private static final int ABREAST = 8;

  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_int,
          CD_boolean);

  private final TypeKind kind;
  private final ClassDesc array;
  private final boolean transposing;

  private GemmCopyCompiler(Element element, boolean transposing) {
    kind = KernelLoops.elementKind(element.type());
    array = KernelLoops.array(element.type());
    this.transposing = transposing;
  }

  /// A copy for any steps.
  static GemmCopy any(Element element) {
    return make(new GemmCopyCompiler(element, false));
  }

  /// A copy that takes `fromInner` and `toOuter` to be 1, and never adds.
  static GemmCopy transposing(Element element) {
    return make(new GemmCopyCompiler(element, true));
  }

  private static GemmCopy make(GemmCopyCompiler compiler) {
    return GemmClass.make(
        GemmCopy.class,
        (self, type) -> type.withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, compiler::body));
  }

  private void body(CodeBuilder code) {
    int from = code.allocateLocal(TypeKind.REFERENCE);
    int to = code.allocateLocal(TypeKind.REFERENCE);
    int o = code.allocateLocal(TypeKind.INT);
    code.aload(code.parameterSlot(2)).checkcast(array).astore(from);
    code.aload(code.parameterSlot(6)).checkcast(array).astore(to);
    code.iconst_0().istore(o);
    if (transposing) rows(code, from, to, o, ABREAST);
    rows(code, from, to, o, 1);
    code.return_();
  }

  /// Copies rows from number `o` on, `abreast` at a time, while there are as many.
  private void rows(CodeBuilder code, int from, int to, int o, int abreast) {
    var test = code.newLabel();
    var end = code.newLabel();
    code.labelBinding(test);
    code.iload(o).loadConstant(abreast).iadd().iload(code.parameterSlot(0)).if_icmpgt(end);
    var read = new int[abreast];
    for (int u = 0; u < abreast; u++) {
      read[u] = code.allocateLocal(TypeKind.INT);
      code.iload(code.parameterSlot(3)).iload(o).loadConstant(u).iadd();
      code.iload(code.parameterSlot(4)).imul().iadd().istore(read[u]);
    }
    int write = code.allocateLocal(TypeKind.INT);
    code.iload(code.parameterSlot(7)).iload(o);
    if (!transposing) code.iload(code.parameterSlot(8)).imul();
    code.iadd().istore(write);
    columns(code, from, to, read, write);
    code.iinc(o, abreast).goto_(test).labelBinding(end);
  }

  private void columns(CodeBuilder code, int from, int to, int[] read, int write) {
    int i = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(i);
    code.labelBinding(test).iload(i).iload(code.parameterSlot(1)).if_icmpge(end);
    for (int u = 0; u < read.length; u++) {
      code.aload(to).iload(write).loadConstant(u).iadd();
      code.aload(from).iload(read[u]);
      if (transposing) code.iload(i).iadd();
      code.arrayLoad(kind);
      if (!transposing) addIfAsked(code, to, write, code.newLabel());
      code.arrayStore(kind);
    }
    if (!transposing) code.iload(read[0]).iload(code.parameterSlot(5)).iadd().istore(read[0]);
    code.iload(write).iload(code.parameterSlot(9)).iadd().istore(write);
    code.iinc(i, 1).goto_(test).labelBinding(end);
  }

  private void addIfAsked(CodeBuilder code, int to, int write, Label no) {
    code.iload(code.parameterSlot(10)).ifeq(no).aload(to).iload(write).arrayLoad(kind);
    if (kind == TypeKind.FLOAT) code.fadd();
    else code.dadd();
    code.labelBinding(no);
  }
}
