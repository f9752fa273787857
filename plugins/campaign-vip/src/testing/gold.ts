/** A body for `POST /tiers`, complete in every field. */
export const gold = {
  tier_id: 'gold',
  locale: 'en',
  name: 'Gold',
  min_points: 1_000,
  discount_percentage: 10,
  free_shipping: true,
  exclusive_access: false,
  benefits: { bonus_points: 100, custom_perks: ['Free returns', 'Early access'] },
  translations: {
    ar: { name: 'ذهبي', custom_perks: ['إرجاع مجاني', 'دخول مبكر'] },
    he: { name: 'זהב' },
  },
};
