/** Stands for the fetching that citation-js could do and that reading a talk never does. */
export default function fetch(): never {
  throw new Error('nothing is fetched');
}

export class Headers {}
