import { describe, expect, it } from '@jest/globals';
import { samplePlugin } from '../testing/sample-plugin.js';
import { checkExtensions } from './check-extensions.js';
import type { PluginSpec } from './define-plugin.js';
import { extend, extensionPoint } from './extension-point.js';
import type { PluginFault } from './plugin-fault.js';
import { serviceRef } from './service-ref.js';

const kinds = extensionPoint<string>('inbox.kinds');
const inbox = samplePlugin('inbox', { extensionPoints: [kinds] }).spec;

const faultsOf = (id: string, spec: Partial<PluginSpec>, others = [inbox]) => {
  const own = samplePlugin(id, spec).spec;
  return checkExtensions(own, [own, ...others]);
};
const fault = (cause: string, cure: string): PluginFault => ({ plugin: 'news', cause, cure });

describe('checkExtensions', () => {
  it('accepts what is declared and depended on', () => {
    const optional = { optional: true };
    expect(checkExtensions(inbox, [inbox])).toEqual([]);
    expect(
      faultsOf('news', { dependsOn: { required: ['inbox'] }, extends: [extend(kinds, () => 'a')] }),
    ).toEqual([]);
    const liking: Partial<PluginSpec> = {
      dependsOn: { optional: ['inbox'] },
      extends: [extend(kinds, () => 'a', optional)],
    };
    expect(faultsOf('news', liking)).toEqual([]);
    expect(faultsOf('news', liking, [])).toEqual([]);
    const own = extensionPoint<string>('news.own');
    expect(faultsOf('news', { extensionPoints: [own], extends: [extend(own, () => 'a')] })).toEqual(
      [],
    );
  });

  it('tells an extension of a plugin that is no dependency', () => {
    expect(faultsOf('news', { extends: [extend(kinds, () => 'a')] })).toEqual([
      fault(
        "it extends 'inbox.kinds', but does not depend on 'inbox'",
        "add 'inbox' to 'dependsOn.required', or to 'dependsOn.optional' and extend with { optional: true }",
      ),
    ]);
  });

  it('tells an extension that is not optional of a plugin that is', () => {
    const spec = { dependsOn: { optional: ['inbox'] }, extends: [extend(kinds, () => 'a')] };
    expect(faultsOf('news', spec)).toEqual([
      fault(
        "it extends 'inbox.kinds' in any case, but 'inbox' is an optional dependency",
        "extend with { optional: true }, or add 'inbox' to 'dependsOn.required' instead",
      ),
    ]);
  });

  it('tells an extension of a point that nobody declares, and which was meant', () => {
    const point = extensionPoint<string>('inbox.kind');
    const spec = { dependsOn: { required: ['inbox'] }, extends: [extend(point, () => 'a')] };
    expect(faultsOf('news', spec)).toEqual([
      fault(
        "it extends 'inbox.kind', which 'inbox' does not declare",
        "correct the id (did you mean 'inbox.kinds'?), or install a version of 'inbox' that declares it",
      ),
    ]);
  });

  it('tells names of others, repeated points and a dependency that is named twice, all at once', () => {
    const own = extensionPoint<string>('news.own');
    const spec = {
      dependsOn: { required: ['inbox'], optional: ['inbox'] },
      extensionPoints: [kinds, own, own],
      exports: [serviceRef<string>('mail.store')],
    };
    expect(faultsOf('news', spec)).toEqual([
      fault(
        "it depends on 'inbox' both as required and as optional",
        "name 'inbox' in one of them",
      ),
      fault(
        "its extension point 'inbox.kinds' is outside its own name space",
        "name it 'news.kinds'",
      ),
      fault("its export 'mail.store' is outside its own name space", "name it 'news.store'"),
      fault("it declares the extension point 'news.own' more than once", 'declare it once'),
    ]);
  });
});
