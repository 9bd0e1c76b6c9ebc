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
  private static final int ADD = 10;

  private final GemmTile.Form form;
  private final GemmLanes arithmetic;
  private final TypeKind kind; // of a vector
  private final int lanes;

  private GemmCompiler(GemmTile.Form form) {
    this.form = form;
    arithmetic = new GemmLanes(form.element(), form.bits());
    kind = arithmetic.kind();
    lanes = GemmTile.Form.lanes(form.element(), form.bits());
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
    if (form.right() == GemmTile.Right.TRANSPOSED) {
      new GemmTransposed(form, arithmetic).tile(code);
      return;
    }
    var adding = code.newLabel();
    var sums = sums(code);
    chains(code, sums);
    code.iload(ADD).ifne(adding);
    finish(code, sums, false);
    code.labelBinding(adding);
    finish(code, sums, true);
  }

  /// The loop over the inner index.
  private void chains(CodeBuilder code, int[][] sums) {
    var rows = rowsOfLeft(code);
    int right = copyOf(code, BO);
    var parts = new int[form.vectors()];
    for (int j = 0; j < parts.length; j++) parts[j] = code.allocateLocal(kind);
    int factor = code.allocateLocal(kind);
    int k = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(k);
    code.labelBinding(test).iload(k).iload(N).if_icmpge(end);
    if (form.right() == GemmTile.Right.PACKED) {
      code.iload(BO).iload(k).loadConstant(form.width()).imul().iadd();
      code.istore(right);
    }
    for (int j = 0; j < parts.length; j++) {
      arithmetic.load(code, B, right, j * lanes);
      code.storeLocal(kind, parts[j]);
    }
    for (int i = 0; i < form.rows(); i++) {
      broadcast(code, rows, i, k);
      code.storeLocal(kind, factor);
      for (int j = 0; j < parts.length; j++) {
        code.loadLocal(kind, factor).loadLocal(kind, parts[j]).loadLocal(kind, sums[i][j]);
        arithmetic.multiplyAdd(code);
        code.storeLocal(kind, sums[i][j]);
      }
    }
    if (form.byColumns()) advance(code, rows[0], AS);
    if (form.right() != GemmTile.Right.PACKED) advance(code, right, BS);
    code.iinc(k, 1).goto_(test).labelBinding(end);
  }

  private static int copyOf(CodeBuilder code, int of) {
    int local = code.allocateLocal(TypeKind.INT);
    code.iload(of).istore(local);
    return local;
  }

  private static void advance(CodeBuilder code, int local, int by) {
    code.iload(local).iload(by).iadd().istore(local);
  }

  private int[][] sums(CodeBuilder code) {
    var sums = new int[form.rows()][form.vectors()];
    for (var row : sums) {
      for (int j = 0; j < row.length; j++) {
        row[j] = code.allocateLocal(kind);
        arithmetic.zero(code);
        code.storeLocal(kind, row[j]);
      }
    }
    return sums;
  }

  /// Where the rows of the left operand begin; by columns, one local for all of them.
  private int[] rowsOfLeft(CodeBuilder code) {
    var rows = new int[form.byColumns() ? 1 : form.rows()];
    rows[0] = copyOf(code, AO);
    for (int i = 1; i < rows.length; i++) {
      rows[i] = code.allocateLocal(TypeKind.INT);
      code.iload(rows[i - 1]).iload(AS).iadd().istore(rows[i]);
    }
    return rows;
  }

  private void broadcast(CodeBuilder code, int[] rows, int i, int k) {
    arithmetic.broadcast(
        code,
        () -> {
          code.aload(A);
          if (form.byColumns()) code.iload(rows[0]).loadConstant(i).iadd();
          else code.iload(rows[i]).iload(k).iadd();
        });
  }

  private void finish(CodeBuilder code, int[][] sums, boolean add) {
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j < sums[i].length; j++) {
        int plus = j * lanes;
        int sum = sums[i][j];
        arithmetic.store(
            code,
            C,
            CO,
            plus,
            () -> {
              if (add) arithmetic.load(code, C, CO, plus);
              code.loadLocal(kind, sum);
              if (add) arithmetic.add(code);
            });
      }
      if (i + 1 < sums.length) advance(code, CO, CS);
    }
    code.return_();
  }
}
