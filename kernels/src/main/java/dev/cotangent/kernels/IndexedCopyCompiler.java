package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.util.Objects.requireNonNull;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/// Makes the [IndexedCopy] of an element type. Without vectors, so they need no warming.
final class IndexedCopyCompiler {
  private static final ClassDesc INTS = CD_int.arrayType();
  private static final String LOOP = "loop";
  private static final int N = 0; // slots of the loop's parameters
  private static final int INDICES = 1;
  private static final int AT = 2;
  private static final int STEP = 3;
  private static final int STRIDE = 4;
  private static final int FROM = 5; // its position and step follow
  private static final int TO = 8;

  private final Type type;
  private final @Nullable Program combine;
  private final ClassDesc self;

  private IndexedCopyCompiler(Element element, @Nullable Definition combine) {
    type = element.type();
    this.combine = combine == null ? null : Program.of(combine.expression(element, element));
    self = HiddenClass.name("Indexed", element.toString());
  }

  /// @param combine how an element meets what is there already, or null if it takes its place
  static IndexedCopy compile(Element element, @Nullable Definition combine) {
    var compiler = new IndexedCopyCompiler(element, combine);
    var bytes = ClassFile.of().build(compiler.self, compiler::members);
    return requireNonNull(HiddenClass.instance(bytes, IndexedCopy.class));
  }

  private void members(ClassBuilder builder) {
    HiddenClass.header(builder, IndexedCopy.class);
    builder.withMethodBody("run", methodType(CD_Object), ClassFile.ACC_PUBLIC, this::run);
    builder.withMethodBody(
        LOOP, loopType(), ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, this::loop);
  }

  private static MethodTypeDesc methodType(ClassDesc array) {
    return MethodTypeDesc.of(
        CD_void, CD_int, INTS, CD_int, CD_int, CD_int, array, CD_int, CD_int, array, CD_int,
        CD_int);
  }

  private MethodTypeDesc loopType() {
    return methodType(KernelLoops.array(type));
  }

  private void run(CodeBuilder code) {
    code.iload(code.parameterSlot(N)).aload(code.parameterSlot(INDICES));
    for (int k = AT; k <= STRIDE; k++) code.iload(code.parameterSlot(k));
    for (int array : new int[] {FROM, TO}) {
      code.aload(code.parameterSlot(array)).checkcast(KernelLoops.array(type));
      code.iload(code.parameterSlot(array + 1)).iload(code.parameterSlot(array + 2));
    }
    code.invokestatic(self, LOOP, loopType()).return_();
  }

  private void loop(CodeBuilder code) {
    int indexed = combine == null ? FROM : TO;
    int i = code.allocateLocal(TypeKind.INT);
    int position = code.allocateLocal(TypeKind.INT); // in the array that is indexed
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(i).labelBinding(test).iload(i).iload(N).if_icmpge(end);
    code.aload(INDICES).iload(AT).iaload().iload(STRIDE).imul();
    code.iload(indexed + 1).iadd().istore(position);
    if (combine == null) copy(code, position);
    else combine(code, combine, position);
    advance(code, AT, STEP);
    advance(code, FROM + 1, FROM + 2);
    advance(code, TO + 1, TO + 2);
    code.iinc(i, 1).goto_(test).labelBinding(end).return_();
  }

  private static void advance(CodeBuilder code, int position, int step) {
    code.iload(position).iload(step).iadd().istore(position);
  }

  private void copy(CodeBuilder code, int position) {
    var element = KernelLoops.elementKind(type);
    code.aload(TO).iload(TO + 1);
    code.aload(FROM).iload(position).arrayLoad(element).arrayStore(element);
  }

  private void combine(CodeBuilder code, Program program, int position) {
    var element = KernelLoops.elementKind(type);
    var kind = ScalarBody.kind(type);
    int a = code.allocateLocal(kind);
    int b = code.allocateLocal(kind);
    code.aload(TO).iload(position).arrayLoad(element).storeLocal(kind, a);
    code.aload(FROM).iload(FROM + 1).arrayLoad(element).storeLocal(kind, b);
    code.aload(TO).iload(position);
    ScalarBody.emit(program, code, new int[] {a, b});
    code.arrayStore(element);
  }
}
