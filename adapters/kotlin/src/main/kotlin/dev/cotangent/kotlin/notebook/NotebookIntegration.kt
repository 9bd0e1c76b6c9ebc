package dev.cotangent.kotlin.notebook

import dev.cotangent.GradCheck
import dev.cotangent.Tensor
import dev.cotangent.tape.Tape
import org.jetbrains.kotlinx.jupyter.api.HTML
import org.jetbrains.kotlinx.jupyter.api.libraries.JupyterIntegration

/**
 * Cotangent in a Kotlin Notebook: imports what is needed, and shows a tensor as a table, a tape as a
 * picture, and a gradient check as a table. The kernel finds it when the artifact is loaded.
 */
public class NotebookIntegration : JupyterIntegration() {
    override fun Builder.onLoaded() {
        import("dev.cotangent.*", "dev.cotangent.kotlin.*")
        render<Tensor> { HTML(tensorTable(it)) }
        render<Tape<*>> { HTML(tapePicture(it)) }
        render<GradCheck.Report> { HTML(reportTable(it)) }
    }
}
