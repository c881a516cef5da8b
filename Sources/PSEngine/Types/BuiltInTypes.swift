/// The types that every session knows (`language.md` 4.5), one list a family.
enum BuiltInTypes {
  static let all: [PSTypeDefinition] =
    ScalarTypes.all + ObjectTypes.all + DateTypes.all + LanguageTypes.all + TextTypes.all
    + NetTypes.all + EnvironmentTypes.all + PrincipalTypes.all + CompletionTypes.all
    + [RegexMethods.type, PSTypeDefinition(enumeration: RegexOptions.enumType)]
}
