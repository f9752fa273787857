import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tierTexts } from './tier-texts.js';

const gold = {
  locale: 'en',
  name: 'Gold',
  benefits: { bonus_points: 100, custom_perks: ['Free returns', 'Early access'] },
  translations: {
    ar: { name: 'ذهبي', custom_perks: ['إرجاع مجاني', 'دخول مبكر'] },
    he: { name: 'זהב', custom_perks: ['', 'גישה מוקדמת'] },
  },
};

describe('tierTexts', () => {
  test('are those of the translation where there is one', () => {
    expect(tierTexts(gold, 'ar')).toEqual({
      locale: 'ar',
      name: 'ذهبي',
      customPerks: ['إرجاع مجاني', 'دخول مبكر'],
    });
  });

  test.each(['en', 'fr', undefined, 'constructor'])(
    'are those of the default locale for %s',
    (wanted) => {
      expect(tierTexts(gold, wanted)).toEqual({
        locale: 'en',
        name: 'Gold',
        customPerks: ['Free returns', 'Early access'],
      });
    },
  );

  test('keep a perk that is not translated in the default locale', () => {
    expect(tierTexts(gold, 'he').customPerks).toEqual(['Free returns', 'גישה מוקדמת']);
    const nameOnly = { ...gold, translations: { ar: { name: 'ذهبي' } } };
    expect(tierTexts(nameOnly, 'ar')).toMatchObject({
      name: 'ذهبي',
      customPerks: ['Free returns', 'Early access'],
    });
  });

  test('never lose a perk, are never empty, and name the locale of the name', () => {
    const perks = fc.array(fc.constantFrom('', 'a', 'b'), { maxLength: 5 });
    const locale = fc.constantFrom('en', 'ar', 'he');
    const tier = fc.record({
      locale,
      name: fc.string({ minLength: 1 }),
      benefits: fc.record({ custom_perks: perks }, { requiredKeys: [] }),
      translations: fc.dictionary(
        locale,
        fc.record(
          { name: fc.string({ minLength: 1 }), custom_perks: perks },
          { requiredKeys: ['name'] },
        ),
      ),
    });
    fc.assert(
      fc.property(tier, fc.option(locale, { nil: undefined }), (given, wanted) => {
        const texts = tierTexts(given, wanted);
        const own = (given.benefits.custom_perks ?? []).filter((perk) => perk !== '');
        expect(texts.customPerks.length).toBeGreaterThanOrEqual(own.length);
        expect(texts.customPerks).not.toContain('');
        expect([given.locale, wanted]).toContain(texts.locale);
        expect(texts.name).toBe(
          texts.locale === given.locale ? given.name : given.translations[texts.locale]?.name,
        );
      }),
    );
  });
});
