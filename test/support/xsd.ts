/**
 * As much of XML and XML Schema as `schemas/junit-10.xsd` takes: elements by reference or in place, attributes, text, patterns. It does not count
 * children or their order, which that schema leaves free. Throws with the place on what is no XML.
 */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", '#10': '\n' };

/** Stricter than XML: no CDATA, no entities but the five and the line end. */
export function parseXml(xml: string): Element {
  let at = 0;
  const fail = (what: string): never => {
    throw new Error(`${what} at ${at}: ${JSON.stringify(xml.slice(at, at + 60))}`);
  };
  // oxlint-disable-next-line no-control-regex -- that is what XML 1.0 forbids
  const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(xml);
  if (illegal) fail(`illegal character U+${illegal[0].codePointAt(0)?.toString(16)}`);
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const sticky = new RegExp(pattern.source, 'uy');
    sticky.lastIndex = at;
    const found = sticky.exec(xml);
    if (found) at = sticky.lastIndex;
    return found ?? undefined;
  };
  const unescape = (text: string): string =>
    text.replaceAll(/&([^;]*);?/g, (whole, name: string) => (whole.endsWith(';') ? entities[name] : undefined) ?? fail(`entity ${whole}`));
  const skip = (): void => {
    while (take(/\s+|<!--(?:(?!--)[^])*-->|<\?[^]*?\?>/)) continue;
  };
  const element = (): Element => {
    const name = (take(/<([\w:-]+)/) ?? fail('no element'))[1] ?? '';
    const attributes: Record<string, string> = {};
    for (let found; (found = take(/\s+([\w:-]+)\s*=\s*"([^"<]*)"/));) {
      if (Object.hasOwn(attributes, found[1] ?? '')) fail(`attribute ${found[1]} twice`);
      attributes[found[1] ?? ''] = unescape(found[2] ?? '');
    }
    if (take(/\s*\/>/)) return { name, attributes, children: [], text: '' };
    if (!take(/\s*>/)) fail(`tag ${name}`);
    const children: Element[] = [];
    let text = '';
    for (;;) {
      text += unescape(take(/[^<]+/)?.[0] ?? '');
      if (take(/<!--(?:(?!--)[^])*-->/)) continue;
      if (xml.startsWith('</', at)) break;
      children.push(element());
    }
    const end = take(/<\/([\w:-]+)\s*>/);
    if (end?.[1] !== name) fail(`end of ${name}`);
    return { name, attributes, children, text };
  };
  skip();
  const whole = element();
  skip();
  if (at < xml.length) fail('more than one element');
  return whole;
}

/** What of a document the schema does not allow, as paths with a reason. */
export function xsdFaults(schema: Element, document: Element): string[] {
  const faults: string[] = [];
  const globals = (kind: string): Map<string, Element> =>
    new Map(schema.children.filter(({ name }) => name === `xs:${kind}`).map((one) => [one.attributes['name'] ?? '', one]));
  const elements = globals('element');
  const types = new Map([...globals('complexType'), ...globals('simpleType')]);
  const inside = (of: Element, kind: string): Element[] =>
    of.children.flatMap((child) => (child.name === `xs:${kind}` ? [child] : child.name === 'xs:element' ? [] : inside(child, kind)));
  const visit = (element: Element, declared: Element | undefined, path: string): void => {
    const declaration = declared?.attributes['ref'] === undefined ? declared : elements.get(declared.attributes['ref']);
    if (!declaration) return void faults.push(`${path}: not declared`);
    const type = types.get(declaration.attributes['type'] ?? '') ?? declaration.children.find(({ name }) => name === 'xs:complexType');
    const attributes = new Map((type ? inside(type, 'attribute') : []).map((one) => [one.attributes['name'] ?? '', one]));
    const children = new Map(
      (type ? inside(type, 'element') : []).map((one) => [one.attributes['ref'] ?? one.attributes['name'] ?? '', one]),
    );
    for (const [name, value] of Object.entries(element.attributes)) {
      const attribute = attributes.get(name);
      const pattern = attribute && types.get(attribute.attributes['type'] ?? '');
      if (!attribute) faults.push(`${path}: attribute ${name}`);
      for (const one of pattern ? inside(pattern, 'pattern') : [])
        if (!new RegExp(`^(?:${one.attributes['value']})$`, 'u').test(value)) faults.push(`${path}: ${name}=${value}`);
    }
    for (const [name, { attributes: of }] of attributes)
      if (of['use'] === 'required' && !Object.hasOwn(element.attributes, name)) faults.push(`${path}: no ${name}`);
    const isMixed = !type || type.attributes['mixed'] === 'true';
    if (!isMixed && element.text.trim() !== '') faults.push(`${path}: text`);
    element.children.forEach((child, index) => visit(child, children.get(child.name) ?? undefined, `${path}/${child.name}[${index}]`));
  };
  visit(document, elements.get(document.name), document.name);
  return faults;
}
