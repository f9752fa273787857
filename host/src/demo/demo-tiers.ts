/** The tiers of the demo, as `POST /api/campaign-vip/v1/tiers` takes them. */
export const demoTiers = [
  {
    tier_id: 'bronze',
    locale: 'en',
    name: 'Bronze',
    min_points: 0,
    discount_percentage: 5,
    benefits: { custom_perks: ['Birthday gift'] },
    translations: {
      ar: { name: 'برونزي', custom_perks: ['هدية عيد ميلاد'] },
      he: { name: 'ארד', custom_perks: ['מתנת יום הולדת'] },
    },
  },
  {
    tier_id: 'silver',
    locale: 'en',
    name: 'Silver',
    min_points: 1_000,
    discount_percentage: 10,
    benefits: { bonus_points: 100, custom_perks: ['Birthday gift', 'Extended returns'] },
    translations: {
      ar: { name: 'فضي', custom_perks: ['هدية عيد ميلاد', 'مهلة إرجاع أطول'] },
      he: { name: 'כסף', custom_perks: ['מתנת יום הולדת', 'תקופת החזרה מוארכת'] },
    },
  },
  {
    tier_id: 'gold',
    locale: 'en',
    name: 'Gold',
    min_points: 5_000,
    discount_percentage: 15,
    free_shipping: true,
    exclusive_access: true,
    benefits: {
      bonus_points: 500,
      custom_perks: ['Personal stylist', 'First look at new arrivals'],
    },
    translations: {
      ar: { name: 'ذهبي', custom_perks: ['منسّق أزياء شخصي', 'نظرة أولى على الوصول الجديد'] },
      he: { name: 'זהב', custom_perks: ['סטייליסט אישי', 'הצצה ראשונה לקולקציה החדשה'] },
    },
  },
] as const;
