// What help in an urge says, in Vietnamese. The steps themselves come from the server.
import type { sos as english } from "./sos.en";

export const sos: typeof english = {
  title: "Rồi sẽ qua",
  link: "SOS: giúp tôi vượt cơn thèm",
  crisis: "Đang gặp nguy hiểm, hoặc nghĩ đến việc làm hại bản thân? Hãy gọi trước đã.",
  allLines: "Tất cả đường dây trợ giúp",
  copy: "Không kết nối được với máy chủ. Đây là nội dung lần trước.",
  noReasons: "Bạn chưa viết ra lý do. Điều đầu tiên bạn nghĩ tới là gì?",
  noPairs: "Bạn chưa có kế hoạch cho lúc này. Hãy thử một trong bốn cách bên dưới.",
  techniques: "Bốn cách để thử",
  helpedBefore: "Từng giúp được bạn",
  wave: {
    title: "Cưỡi con sóng",
    words:
      "Cơn thèm như con sóng: dâng lên, tới đỉnh, rồi hạ xuống. Bạn chỉ cần chờ con sóng này qua.",
    begin_one: "Lúc này mạnh cỡ nào? Một lần chạm để bắt đầu {{count}} phút.",
    begin_other: "Lúc này mạnh cỡ nào? Một lần chạm để bắt đầu {{count}} phút.",
    left_one: "Còn nhiều nhất {{count}} phút",
    left_other: "Còn nhiều nhất {{count}} phút",
    end: "Kể lại kết quả",
    over: "Hết giờ rồi. Bạn đã ở lại cùng nó.",
    early: "Mọi chuyện ra sao?",
    after: "Lúc này mạnh cỡ nào?",
    helped: "Bạn đã thử cách nào",
    passed: "Tôi không hút",
    saved: "Đã ghi lại. Dù thế nào, bạn đã đối mặt với nó.",
  },
  breathing: {
    in: "Hít vào",
    out: "Thở ra",
    how: "Hít vào khi vòng tròn lớn dần, thở ra khi nó nhỏ lại.",
  },
  people: {
    title: "Có người ở bên",
    lead: "Một lần chạm sẽ gửi: “{{words}}”",
    none: "Chưa có ai để gọi ở đây.",
    kinds: { cohort: "Nhóm của bạn", buddy: "Bạn đồng hành", coach: "Huấn luyện viên của bạn" },
    cohort: "Nhóm của bạn",
    ask: "Nhắn",
    askNamed: "Nhờ {{name}} ở bên",
    sent: "Đã gửi.",
    open: "Mở trò chuyện",
  },
};
