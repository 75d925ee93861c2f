/**
 * What a DTO class looks like, without being an instance of it: answers are plain objects, mapped field by field, and
 * the class is there for the OpenAPI document.
 */
export type Shape<Dto> = Dto extends readonly unknown[]
  ? { readonly [At in keyof Dto]: Shape<Dto[At]> }
  : Dto extends object
    ? { readonly [Field in keyof Dto]: Shape<Dto[Field]> }
    : Dto;
