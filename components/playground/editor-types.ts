import { javascriptDefaults } from 'monaco-editor/languages/features/typescript/register'

/** Written before each build, by `scripts/launch/editor-types.ts`; the bundler gives it an address by its content. */
const TYPES = new URL('./generated/editor-types.json', import.meta.url)

let wanted = true

/** Tells the editor about Node and the packages, once a page. Until then, and without them, it knows what the code itself says. */
export async function addEditorTypes(): Promise<void> {
  if (!wanted) return
  wanted = false
  try {
    const response = await fetch(TYPES)
    if (!response.ok) throw new Error(`the editor's types were answered with ${response.status}`)
    const { files } = (await response.json()) as { files: Record<string, string> }
    javascriptDefaults.setExtraLibs(Object.entries(files).map(([path, content]) => ({ filePath: `file:///node_modules/${path}`, content })))
  } catch {
    // Whoever opens an editor next asks again.
    wanted = true
  }
}
