// A flat list of codes as a tree, and what of it a search leaves standing.
export interface Node<T> { item: T; children: Node<T>[] }

export function treeOf<T>(items: readonly T[], codeOf: (item: T) => string, parentOf: (item: T) => string): Node<T>[] {
  const nodes = new Map(items.map((item) => [codeOf(item), { item, children: [] } as Node<T>]))
  const roots: Node<T>[] = []
  for (const [code, node] of nodes) {
    const parent = parentOf(node.item)
    const above = parent !== code ? nodes.get(parent) : undefined
    ;(above ? above.children : roots).push(node)
  }
  return roots
}

// A branch stays while it or anything below it fits; below a fitting one all stays.
export function pruned<T>(nodes: readonly Node<T>[], fits: (item: T) => boolean): Node<T>[] {
  return nodes.flatMap((node) => {
    if (fits(node.item)) return [node]
    const children = pruned(node.children, fits)
    return children.length > 0 ? [{ item: node.item, children }] : []
  })
}

export const sizeOf = <T>(nodes: readonly Node<T>[]): number => nodes.reduce((sum, node) => sum + 1 + sizeOf(node.children), 0)

export const contains = (wanted: string) => {
  const needle = wanted.trim().toLowerCase()
  return (...texts: string[]): boolean => needle === '' || texts.some((text) => text.toLowerCase().includes(needle))
}
