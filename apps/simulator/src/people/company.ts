/** Where somebody's work is done; also the name of a tag that everybody there carries. */
type Workplace = 'Офис' | 'Склад' | 'Магазины' | 'Удалённо' | 'Водители';

interface Department {
  readonly name: string;
  /** Share of the staff, in percent. */
  readonly weight: number;
  readonly head: string;
  readonly titles: readonly string[];
  readonly workplace: Workplace;
  /** Share of its people who work from home instead. */
  readonly remoteShare: number;
}

/** A retail company of fourteen departments. */
export const DEPARTMENTS: readonly Department[] = [
  { name: 'Дирекция', weight: 1, head: 'Генеральный директор', titles: ['Директор по развитию', 'Помощник директора', 'Советник'], workplace: 'Офис', remoteShare: 0 },
  { name: 'Розничные магазины', weight: 30, head: 'Директор магазина', titles: ['Продавец-консультант', 'Старший продавец', 'Кассир', 'Администратор зала', 'Мерчендайзер'], workplace: 'Магазины', remoteShare: 0 },
  { name: 'Складской комплекс', weight: 16, head: 'Начальник смены', titles: ['Кладовщик', 'Комплектовщик', 'Водитель погрузчика', 'Приёмщик товара'], workplace: 'Склад', remoteShare: 0 },
  { name: 'Транспорт и доставка', weight: 10, head: 'Начальник автоколонны', titles: ['Водитель-экспедитор', 'Водитель', 'Диспетчер'], workplace: 'Водители', remoteShare: 0 },
  { name: 'Продажи', weight: 9, head: 'Руководитель отдела продаж', titles: ['Менеджер по продажам', 'Старший менеджер', 'Ассистент отдела продаж'], workplace: 'Офис', remoteShare: 0.2 },
  { name: 'Клиентский сервис', weight: 8, head: 'Руководитель контакт-центра', titles: ['Оператор контакт-центра', 'Специалист поддержки', 'Супервайзер'], workplace: 'Удалённо', remoteShare: 0 },
  { name: 'Разработка', weight: 6, head: 'Руководитель разработки', titles: ['Разработчик', 'Старший разработчик', 'Тестировщик', 'Аналитик', 'Дизайнер интерфейсов'], workplace: 'Офис', remoteShare: 0.6 },
  { name: 'ИТ и инфраструктура', weight: 4, head: 'Начальник отдела ИТ', titles: ['Системный администратор', 'Инженер поддержки', 'Специалист по информационной безопасности'], workplace: 'Офис', remoteShare: 0.3 },
  { name: 'Бухгалтерия', weight: 4, head: 'Главный бухгалтер', titles: ['Бухгалтер', 'Бухгалтер по расчёту зарплаты', 'Старший бухгалтер'], workplace: 'Офис', remoteShare: 0.1 },
  { name: 'Финансы', weight: 2, head: 'Финансовый директор', titles: ['Экономист', 'Финансовый аналитик', 'Казначей'], workplace: 'Офис', remoteShare: 0.2 },
  { name: 'Кадры и обучение', weight: 3, head: 'Директор по персоналу', titles: ['Специалист по кадрам', 'Рекрутер', 'Тренер', 'Менеджер по охране труда'], workplace: 'Офис', remoteShare: 0.1 },
  { name: 'Маркетинг', weight: 3, head: 'Директор по маркетингу', titles: ['Маркетолог', 'Копирайтер', 'Дизайнер', 'Менеджер по рекламе'], workplace: 'Офис', remoteShare: 0.4 },
  { name: 'Закупки', weight: 3, head: 'Руководитель отдела закупок', titles: ['Категорийный менеджер', 'Специалист по закупкам', 'Товаровед'], workplace: 'Офис', remoteShare: 0.1 },
  { name: 'Юридический отдел', weight: 1, head: 'Начальник юридического отдела', titles: ['Юрист', 'Старший юрист', 'Специалист по договорам'], workplace: 'Офис', remoteShare: 0.2 },
]; // prettier-ignore

/** Carried by everybody who heads a department or a part of one. */
export const HEADS_TAG = 'Руководители';

export const WORKPLACES: readonly Workplace[] = ['Офис', 'Склад', 'Магазины', 'Удалённо', 'Водители'];
