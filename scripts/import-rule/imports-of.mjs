import { parseSync } from '@swc/core';

/**
 * @typedef {object} Import
 * @property {string} specifier as written
 * @property {boolean} typeOnly whether nothing of it is left at run time
 */

/**
 * Every module that a source names: `import`, `export … from`, `import()`, `require()`,
 * `require.resolve()`, `import.meta.resolve()`, `import x = require()` and `import('…')` in a type.
 * Specifiers that are computed at run time cannot be seen.
 *
 * @param {string} source
 * @param {string} file decides the syntax: `.ts`, `.tsx`, or JavaScript
 * @returns {Import[]}
 * @throws {Error} on a syntax error, naming the file
 */
export function importsOf(source, file) {
  const typescript = /\.[cm]?tsx?$/.test(file);
  const jsx = file.endsWith('x');
  const found = [];
  try {
    const module = parseSync(source, {
      target: 'es2023',
      ...(typescript
        ? { syntax: 'typescript', tsx: jsx, decorators: true }
        : { syntax: 'ecmascript', jsx }),
    });
    visit(module.body, found);
  } catch (cause) {
    throw new Error(`${file}: cannot be parsed`, { cause });
  }
  return found;
}

function visit(node, found) {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, found);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  const named = moduleNamedBy(node);
  if (named) found.push(named);
  for (const value of Object.values(node)) visit(value, found);
}

function moduleNamedBy(node) {
  switch (node.type) {
    case 'ImportDeclaration':
      return { specifier: node.source.value, typeOnly: isTypeOnly(node) };
    case 'ExportNamedDeclaration':
      return node.source ? { specifier: node.source.value, typeOnly: isTypeOnly(node) } : undefined;
    case 'ExportAllDeclaration':
      return { specifier: node.source.value, typeOnly: node.typeOnly === true };
    case 'TsImportType':
      return { specifier: node.argument.value, typeOnly: true };
    case 'TsExternalModuleReference':
      return { specifier: node.expression.value, typeOnly: false };
    case 'CallExpression':
      return calledModule(node);
    default:
      return undefined;
  }
}

/** `import type { A }` and `import { type A }` alike. */
function isTypeOnly(node) {
  if (node.typeOnly) return true;
  return node.specifiers.length > 0 && node.specifiers.every((item) => item.isTypeOnly === true);
}

function calledModule({ callee, arguments: args }) {
  const specifier = args[0] && literalText(args[0].expression);
  return specifier !== undefined && takesModule(callee)
    ? { specifier, typeOnly: false }
    : undefined;
}

function literalText(expression) {
  if (expression.type === 'StringLiteral') return expression.value;
  return expression.type === 'TemplateLiteral' && expression.expressions.length === 0
    ? expression.quasis[0].cooked
    : undefined;
}

function takesModule(callee) {
  if (callee.type === 'Import') return true;
  if (callee.type === 'Identifier') return callee.value === 'require';
  if (callee.type === 'CallExpression') return callee.callee.value === 'createRequire';
  if (callee.type !== 'MemberExpression' || callee.property.value !== 'resolve') return false;
  return callee.object.type === 'MetaProperty' || takesModule(callee.object);
}
