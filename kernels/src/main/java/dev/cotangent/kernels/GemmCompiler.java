package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/// Makes hidden classes that are a [GemmTile].
///
/// A tile is one loop with every vector in a local of its own.
final class GemmCompiler {
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          CD_void,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_Object,
          CD_int,
          CD_int,
          CD_boolean);
  private static final String TILE = "tile";

  // Slots of its parameters, which are those of the interface but for the strips.
  static final int N = 0;
  static final int A = 1;
  static final int AO = 2;
  static final int AS = 3;
  static final int B = 4;
  static final int BO = 5;
  static final int BS = 6;
  static final int C = 7;
  static final int CO = 8;
  static final int CS = 9;
  static final int ADD = 10;

  private final GemmTile.Form form;
  private final GemmLanes arithmetic;

  private GemmCompiler(GemmTile.Form form) {
    this.form = form;
    arithmetic = new GemmLanes(form.element(), form.bits());
  }

  /// Compiled to bytecode, that is: the virtual machine has yet to do its part.
  static GemmTile tile(GemmTile.Form form) {
    var compiler = new GemmCompiler(form);
    return GemmClass.make(GemmTile.class, compiler::members);
  }

  private void members(ClassDesc self, ClassBuilder builder) {
    builder
        .withMethodBody("run", RUN, ClassFile.ACC_PUBLIC, code -> run(self, code))
        .withMethodBody(TILE, tileType(), ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, this::tile);
  }

  private MethodTypeDesc tileType() {
    var array = arithmetic.array();
    return MethodTypeDesc.of(
        CD_void,
        CD_int,
        array,
        CD_int,
        CD_int,
        array,
        CD_int,
        CD_int,
        array,
        CD_int,
        CD_int,
        CD_boolean);
  }

  /// The loop over the strips. A method of its own: one loop in another takes the virtual machine
  /// thrice as long to compile.
  private void run(ClassDesc self, CodeBuilder code) {
    int strip = code.allocateLocal(TypeKind.INT);
    int a = code.parameterSlot(AO + 1);
    int c = code.parameterSlot(CO + 1);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(strip);
    code.labelBinding(test).iload(strip).iload(code.parameterSlot(1)).if_icmpge(end);
    code.iload(code.parameterSlot(0));
    for (int parameter = 2; parameter < RUN.parameterCount(); parameter++) {
      int slot = code.parameterSlot(parameter);
      if (RUN.parameterType(parameter).isPrimitive()) code.iload(slot);
      else code.aload(slot).checkcast(arithmetic.array());
    }
    code.invokestatic(self, TILE, tileType());
    code.iload(a).loadConstant(form.rows());
    if (!form.byColumns()) code.iload(code.parameterSlot(AS + 1)).imul();
    code.iadd().istore(a);
    code.iload(c).loadConstant(form.rows()).iload(code.parameterSlot(CS + 1)).imul().iadd();
    code.istore(c).iinc(strip, 1).goto_(test).labelBinding(end).return_();
  }

  private void tile(CodeBuilder code) {
    if (form.right() == GemmTile.Right.TRANSPOSED) new GemmTransposed(form, arithmetic).tile(code);
    else new GemmBroadcast(form, arithmetic).tile(code);
  }
}
