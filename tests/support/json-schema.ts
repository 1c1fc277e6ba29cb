type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What each keyword that our schemas use asks for; one that is not here is an error. */
const keywords: Readonly<Record<string, (asked: never, value: unknown, schema: Schema) => boolean>> = {
  type: (asked: string, value) =>
    asked === 'array' ? Array.isArray(value) : asked === 'object' ? isObject(value) : typeof value === asked,
  enum: (asked: unknown[], value) => asked.includes(value),
  anyOf: (asked: Schema[], value) => asked.some((schema) => isValid(schema, value)),
  pattern: (asked: string, value) => typeof value !== 'string' || new RegExp(asked).test(value),
  minLength: (asked: number, value) => typeof value !== 'string' || [...value].length >= asked,
  exclusiveMinimum: (asked: number, value) => typeof value !== 'number' || value > asked,
  items: (asked: Schema, value) => !Array.isArray(value) || value.every((item) => isValid(asked, item)),
  required: (asked: string[], value) => !isObject(value) || asked.every((key) => key in value),
  properties: (asked: Record<string, Schema>, value) =>
    !isObject(value) ||
    Object.entries(asked).every(([key, schema]) => !(key in value) || isValid(schema, value[key])),
  propertyNames: (asked: Schema, value) =>
    !isObject(value) || Object.keys(value).every((key) => isValid(asked, key)),
  additionalProperties: (asked: Schema | false, value, { properties = {} }) =>
    !isObject(value) ||
    Object.entries(value).every(
      ([key, item]) => key in (properties as object) || (asked !== false && isValid(asked, item)),
    ),
};

const words = ['$schema', 'title', 'description', 'default'];

/** Whether a value is as a JSON Schema has it, as far as ours go. */
export function isValid(schema: Schema, value: unknown): boolean {
  return Object.entries(schema).every(([key, asked]) => {
    if (words.includes(key)) return true;
    const check = keywords[key];
    if (!check) throw new Error(`this validator does not know ${key}`);
    return check(asked as never, value, schema);
  });
}
